/** What is measured by hand, since a figure that depends on the machine fails no test. */
package io.nullroom.bench;
