/**
 * The signaling-service: holds the sockets of {@code /cable} and speaks ActionCable to them.
 *
 * <pre>
 * first participant          instance              room-service            second participant
 *       | subscribe  ------------> | JoinRoom -----------> |                          |
 *       | <--- confirm, init ----- | <------ Reply ------- |                          |
 *       |                          | <-------------------- | ---------  subscribe --- |
 *       |                          | JoinRoom -----------> |                          |
 *       | <--- peer_ready -------- | <------ Reply ------- | --- confirm, init -----> |
 *       | send_signal -----------> | ------------ signal, passed on ----------------> |
 *       | <----------- signal, passed on ---------------- | <------- send_signal --- |
 *       | unsubscribe -----------> | LeaveRoom ----------> |                          |
 *       |                          | -------------- peer_left ----------------------> |
 * </pre>
 *
 * <p>A {@code Session} is one socket; a {@code Place} is one participant's place in a room and outlives its socket for
 * the grace period. Everything of an instance happens on its one event loop, so nothing here is locked.
 */
package io.nullroom.signaling;
