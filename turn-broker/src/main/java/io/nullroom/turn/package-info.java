/**
 * ICE servers and TURN credentials, from the provider that a setting names. One more provider is a jar on the class
 * path with a {@link io.nullroom.turn.TurnProvider} in it.
 */
package io.nullroom.turn;
