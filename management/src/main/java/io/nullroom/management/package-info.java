/** The port for operators: metrics, and whether the process lives and is ready; never reached from outside. */
package io.nullroom.management;
