import { byId } from './ui/dom.js';
import { opensRoom } from './ui/room-button.js';

opensRoom(byId('create-room', HTMLButtonElement), byId('notice', HTMLElement));
