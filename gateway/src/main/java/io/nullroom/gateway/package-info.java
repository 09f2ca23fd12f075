/**
 * The public port: one table of routes, the headers of every answer, limits by client address, an access log that says
 * nothing about anybody. {@link io.nullroom.gateway.GatewayVerticle} wires it,
 * {@link io.nullroom.gateway.GatewayConfig} sets it; {@link io.nullroom.gateway.Cable} is where WebSockets leave for the
 * signaling-service.
 */
package io.nullroom.gateway;
