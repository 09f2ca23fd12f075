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
    /** Has {@code connection} say that its packets go by a relay. */
    static final String THE_PATH_BECOMES_RELAYED = """
        () => {
          const entries = [
            { id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' },
            { id: 'pair', type: 'candidate-pair', localCandidateId: 'ours', remoteCandidateId: 'theirs' },
            { id: 'ours', candidateType: 'relay' },
            { id: 'theirs', candidateType: 'host' },
          ];
          connection.getStats = async () => entries;
        }""";
    /** {@code addresses} are those that the page gave itself; it may do so {@code limit} times. */
    static final String ON_ADDRESS = """
        globalThis.addresses = [];
        globalThis.limit = Infinity;
        history.replaceState = new Proxy(history.replaceState, {
          apply(replace, self, details) {
            if (addresses.length >= limit) throw new DOMException('Too many calls', 'SecurityError');
            addresses.push(details[2]);
            return Reflect.apply(replace, self, details);
          },
        });""";
    /**
     * The save dialogue's place is a file in the browser's own file system; {@code saved()} is what is in it. The
     * dialogue is open until {@code choosing} ends, where there is one.
     */
    static final String ON_SAVE_DIALOGUE = """
        globalThis.showSaveFilePicker = async ({ suggestedName }) => {
          const folder = await navigator.storage.getDirectory();
          const place = await folder.getFileHandle(suggestedName, { create: true });
          globalThis.saved = () => place.getFile();
          await globalThis.choosing;
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
