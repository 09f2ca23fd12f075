/** The web site: every file of the class path folder {@code webroot}, byte for byte as it is in the repository. */
package io.nullroom.web;
