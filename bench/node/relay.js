/**
 * A relay in the style of its kind: Node, `ws`, trees of JSON, a map of rooms; no bus, no store, no limits.
 * Prints where it listens, as the product does.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const PING_MILLISECONDS = 3000;
const PAGE = '<!doctype html><title>A page</title>'.padEnd(4096, ' ');
const ROOM = { ice_servers: [], turn_servers: [], ttl_seconds: 900, file_size_limit: 16777216 };

/** @type {Map<string, import('ws').WebSocket[]>} who is in each room */
const rooms = new Map();

const server = createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/rooms') {
    const id = randomUUID();
    rooms.set(id, []);
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ room_id: id, ...ROOM }));
  } else {
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  }
});

const sockets = new WebSocketServer({ server, path: '/cable', perMessageDeflate: false });

sockets.on('connection', (socket) => {
  socket.id = randomUUID();
  socket.on('message', (bytes) => obey(socket, JSON.parse(bytes.toString())));
  socket.on('close', () => leave(socket));
  socket.on('error', () => socket.terminate());
  send(socket, { type: 'welcome' });
});

/** Does what a client asks for. */
function obey(socket, { command, identifier, data }) {
  if (command === 'subscribe') {
    join(socket, identifier);
  } else if (command === 'unsubscribe') {
    leave(socket);
  } else {
    const { data: signal } = JSON.parse(data);
    tellOther(socket, { type: 'signal', data: signal, connection_id: socket.id });
  }
}

/** Takes a place in the room that the identifier names, or is refused. */
function join(socket, identifier) {
  const { room_id: id } = JSON.parse(identifier);
  const room = rooms.get(id);
  if (!room || room.length === 2) {
    send(socket, { identifier, type: 'reject_subscription' });
    return;
  }
  room.push(socket);
  Object.assign(socket, { room, roomId: id, identifier });
  send(socket, { identifier, type: 'confirm_subscription' });
  tell(socket, { type: 'init', initiator: room.length === 1, connection_id: socket.id, file_sharing: true,
    file_size_limit: ROOM.file_size_limit });
  tellOther(socket, { type: 'peer_ready' });
}

/** Gives the place up, which ends the room. */
function leave(socket) {
  if (socket.room) {
    tellOther(socket, { type: 'peer_left', connection_id: socket.id });
    rooms.delete(socket.roomId);
    for (const member of socket.room) {
      member.room = undefined;
    }
  }
}

/** Tells the other one in the room, where there is one. */
function tellOther(socket, message) {
  const other = socket.room?.find((member) => member !== socket);
  if (other) {
    tell(other, message);
  }
}

/** Sends a message of the channel. */
function tell(socket, message) {
  send(socket, { identifier: socket.identifier, message });
}

/** Sends a frame. */
function send(socket, frame) {
  socket.send(JSON.stringify(frame));
}

setInterval(() => {
  const ping = JSON.stringify({ type: 'ping', message: Math.floor(Date.now() / 1000) });
  sockets.clients.forEach((socket) => socket.send(ping));
}, PING_MILLISECONDS);

server.listen(0, '127.0.0.1', 4096, () => console.log(`Open http://localhost:${server.address().port}`));
