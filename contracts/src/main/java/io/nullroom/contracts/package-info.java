/**
 * What crosses the event bus, a record a message, with its address and its reply beside it; and the little that all
 * services are made with: settings, failures, the bus itself.
 *
 * <pre>
 * address             sent by              answered by            message
 * room.create         gateway              room-service           {@link io.nullroom.contracts.CreateRoom}
 * room.find           gateway              room-service           {@link io.nullroom.contracts.FindRoom}
 * room.join           signaling-service    room-service           {@link io.nullroom.contracts.JoinRoom}
 * room.leave          signaling-service    room-service           {@link io.nullroom.contracts.LeaveRoom}
 * room.hold           signaling-service    room-service           {@link io.nullroom.contracts.HoldPlace}
 * room.release        signaling-service    room-service           {@link io.nullroom.contracts.ReleasePlace}
 * room.peer           signaling-service    room-service           {@link io.nullroom.contracts.FindPeer}
 * handshake.store     gateway              room-service           {@link io.nullroom.contracts.StoreHandshake}
 * handshake.take      gateway              room-service           {@link io.nullroom.contracts.TakeHandshake}
 * ice.issue           gateway              turn-broker            {@link io.nullroom.contracts.IssueIceServers}
 * site.fetch          gateway              web-assets             {@link io.nullroom.contracts.FetchSite}
 * health.SERVICE      gateway              each service           {@link io.nullroom.contracts.CheckHealth}
 * signaling.INSTANCE  signaling-service    its sister INSTANCE    {@link io.nullroom.contracts.TellParticipant}
 *      …       .place signaling-service    its sister INSTANCE    {@link io.nullroom.contracts.TakeOver}
 *      …     .gateway signaling-service    gateway                {@link io.nullroom.contracts.SendAway}
 * signaling.roster    signaling-service    (nobody: news to all)  {@link io.nullroom.contracts.AnnounceInstance}
 * </pre>
 *
 * <p>All but the last are point to point. Failures are the closed list of {@link io.nullroom.contracts.Failure}.
 */
package io.nullroom.contracts;
