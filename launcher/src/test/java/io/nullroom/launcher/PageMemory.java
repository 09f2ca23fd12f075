package io.nullroom.launcher;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the memory of a page holds once everything that nothing refers to has been collected. */
final class PageMemory {
    /** The browser's search gives prototypes too, on which nothing can be read. */
    private static final String INSTANCES =
        "function () { return this.filter((one) => !Object.hasOwn(one, 'constructor')).length }";
    /** Texts of the parts of the page, also of those taken off it, and the addresses that the browser remembers. */
    private static final String TEXTS = """
        function () {
          const parts = this.filter((one) => !Object.hasOwn(one, 'constructor'));
          return [
            ...parts.flatMap((part) => [part.textContent, part.value, part.outerHTML, part.href]),
            ...navigation.entries().map((entry) => entry.url),
            document.URL, document.referrer, document.title, history.state,
          ].filter((text) => typeof text === 'string');
        }""";
    /** The browser's search passes over arrays of bytes, so each that the page makes is noted, and not kept, here. */
    private static final String NOTE_BYTES = """
        (() => {
          const made = [];
          const Noted = new Proxy(Uint8Array, {
            construct(target, values, newTarget) {
              const bytes = Reflect.construct(target, values, newTarget);
              made.push(new WeakRef(bytes));
              return bytes;
            },
          });
          Uint8Array.prototype.constructor = Noted;
          Object.defineProperty(window, 'bytesMade', { value: made });
          window.Uint8Array = Noted;
        })()""";
    private static final String HOLDS = """
        async function (...wanted) {
          const latin1 = (bytes) => new TextDecoder('latin1').decode(bytes);
          const blobs = this.filter((one) => !Object.hasOwn(one, 'constructor'));
          const made = bytesMade.map((ref) => ref.deref()).filter((bytes) => bytes && !bytes.buffer.detached);
          const read = await Promise.all(blobs.map((blob) => blob.arrayBuffer()));
          const texts = [...made, ...read].map(latin1);
          return wanted.map(atob).map((needle) => texts.some((text) => text.includes(needle)));
        }""";

    private final CDPSession session;
    private final StringBuilder chunks = new StringBuilder();

    /** The memory of somebody's page, which has to be still empty. */
    PageMemory(Person person) {
        person.browser().addInitScript(NOTE_BYTES);
        session = person.browser().newCDPSession(person.page());
        session.on("HeapProfiler.addHeapSnapshotChunk", event -> chunks.append(event.get("chunk").getAsString()));
    }

    /** The names of those that are still there: in a string, in bytes, a blob, a part of the page, an address. */
    Set<String> holds(Map<String, byte[]> wanted) {
        var names = List.copyOf(wanted.keySet());
        var values = names.stream().map(wanted::get).toList();
        var texts = Stream.concat(strings(), parts()).toList();
        var inBytes = inBytes(values);
        return IntStream.range(0, names.size()).filter(at -> inBytes.get(at)
            || texts.stream().anyMatch(text -> text.contains(latin1(values.get(at)))))
            .mapToObj(names::get).collect(Collectors.toSet());
    }

    /** How many objects of a class there are. */
    int instancesOf(String kind) {
        return call(objects(kind), INSTANCES, List.of()).getAsInt();
    }

    /** Every string of the page's scripts, each cut after 1,024 characters by the browser. */
    private Stream<String> strings() {
        session.send("HeapProfiler.collectGarbage");
        session.send("HeapProfiler.takeHeapSnapshot");
        var snapshot = new Gson().fromJson(chunks.toString(), JsonObject.class);
        chunks.setLength(0);
        return elements(snapshot.get("strings")).map(JsonElement::getAsString);
    }

    private Stream<String> parts() {
        return elements(call(objects("Node"), TEXTS, List.of())).map(JsonElement::getAsString);
    }

    private List<Boolean> inBytes(List<byte[]> values) {
        var wanted = values.stream().map(Base64.getEncoder()::encodeToString).toList();
        return elements(call(objects("Blob"), HOLDS, wanted)).map(JsonElement::getAsBoolean).toList();
    }

    /** All objects of a class, by the browser's own search, which collects garbage first. */
    private String objects(String kind) {
        var prototype = session.send("Runtime.evaluate", json("expression", kind + ".prototype"));
        var id = prototype.getAsJsonObject("result").get("objectId").getAsString();
        return session.send("Runtime.queryObjects", json("prototypeObjectId", id))
            .getAsJsonObject("objects").get("objectId").getAsString();
    }

    private JsonElement call(String objects, String function, List<String> arguments) {
        var parameters = json("functionDeclaration", function);
        parameters.addProperty("objectId", objects);
        parameters.addProperty("returnByValue", true);
        parameters.addProperty("awaitPromise", true);
        var values = new JsonArray();
        arguments.forEach(argument -> values.add(json("value", argument)));
        parameters.add("arguments", values);
        var answer = session.send("Runtime.callFunctionOn", parameters);
        session.send("Runtime.releaseObject", json("objectId", objects));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.get("exceptionDetails").toString());
        }
        return answer.getAsJsonObject("result").get("value");
    }

    private static JsonObject json(String name, String value) {
        var object = new JsonObject();
        object.addProperty(name, value);
        return object;
    }

    private static Stream<JsonElement> elements(JsonElement array) {
        return StreamSupport.stream(array.getAsJsonArray().spliterator(), false);
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
