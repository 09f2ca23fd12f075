/**
 * The public port: one table of routes, the headers of every answer, limits by client address, and an access log that
 * says nothing about anybody.
 */
package io.nullroom.gateway;
