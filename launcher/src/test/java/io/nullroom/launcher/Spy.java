package io.nullroom.launcher;

/** Scripts that let a test look at what a page keeps to itself; to be put into it before its own. */
final class Spy {
    /** {@code connection} is the page's peer connection. */
    static final String ON_CONNECTION = """
        globalThis.RTCPeerConnection = class extends RTCPeerConnection {
          constructor(configuration) {
            super(configuration);
            globalThis.connection = this;
          }
        };""";
    /** The save dialogue's place is a file in the browser's own file system; {@code saved()} is what is in it. */
    static final String ON_SAVE_DIALOGUE = """
        globalThis.showSaveFilePicker = async ({ suggestedName }) => {
          const folder = await navigator.storage.getDirectory();
          const place = await folder.getFileHandle(suggestedName, { create: true });
          globalThis.saved = () => place.getFile();
          return place;
        };""";
    /** The save dialogue's place takes nothing before {@code goOn()}. */
    static final String ON_STALLED_DISK = """
        (() => {
          const gate = new Promise((resolve) => { globalThis.goOn = resolve; });
          const sink = { write: () => gate, close: async () => {}, abort: async () => {} };
          globalThis.showSaveFilePicker = async () => ({ createWritable: async () => sink });
          // What a test makes of a place cannot be sent to a worker.
          globalThis.Worker = undefined;
        })();""";
    /** A browser that cannot move a data channel into a worker. */
    static final String ON_CHANNELS_THAT_STAY = """
        Worker.prototype.postMessage = new Proxy(Worker.prototype.postMessage, {
          apply(post, worker, [message, transfer]) {
            if (message instanceof RTCDataChannel) throw new DOMException('it stays', 'DataCloneError');
            return Reflect.apply(post, worker, [message, transfer]);
          },
        });""";

    private Spy() {
    }
}
