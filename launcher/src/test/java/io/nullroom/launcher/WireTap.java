package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Listens inside a page: to what it seals, before it is sealed, and to what its connections know of addresses. */
final class WireTap {
    private static final Pattern CANDIDATE = Pattern.compile("candidate:\\S+ \\d+ \\S+ \\d+ \\S+ \\d+ typ (\\w+)");
    private static final Pattern RELATED = Pattern.compile("raddr (\\S+)");
    private static final String SCRIPT = """
        (() => {
          const tap = { connections: [], sealed: [] };
          Object.defineProperty(window, 'tap', { value: tap });
          window.RTCPeerConnection = class extends RTCPeerConnection {
            constructor(...details) {
              super(...details);
              tap.connections.push(this);
            }
          };
          const { encrypt } = SubtleCrypto.prototype;
          SubtleCrypto.prototype.encrypt = function (algorithm, key, data) {
            if (data.byteLength < 40_000) tap.sealed.push(new TextDecoder().decode(data));
            return encrypt.call(this, algorithm, key, data);
          };
        })()""";
    private static final String TYPES = """
        async () => {
          const types = { local: [], remote: [], pair: [], protocols: [] };
          for (const connection of tap.connections) {
            const stats = await connection.getStats();
            stats.forEach((entry) => {
              if (entry.type === 'local-candidate') types.local.push(entry.candidateType);
              if (entry.type === 'remote-candidate') types.remote.push(entry.candidateType);
              if (entry.type !== 'transport' || !entry.selectedCandidatePairId) return;
              const pair = stats.get(entry.selectedCandidatePairId);
              const [local, remote] = [stats.get(pair.localCandidateId), stats.get(pair.remoteCandidateId)];
              types.pair.push(local.candidateType, remote.candidateType);
              types.protocols.push(local.relayProtocol);
            });
          }
          return types;
        }""";

    private final Page page;

    private WireTap(Page page) {
        this.page = page;
    }

    /** Listens to every page that this browser opens from now on. */
    static void on(BrowserContext browser) {
        browser.addInitScript(SCRIPT);
    }

    /** What was heard in this page. */
    static WireTap in(Page page) {
        return new WireTap(page);
    }

    /** The types of all candidates that were sealed to be sent, in signals of their own and in descriptions. */
    Set<String> sentTypes() {
        return sealed().stream().flatMap(text -> CANDIDATE.matcher(text).results())
            .map(found -> found.group(1)).collect(Collectors.toSet());
    }

    /** Fails where anything was sealed that names an address of this machine's own. */
    void knowsNoOwnAddress() {
        var all = String.join("\n", sealed());
        assertEquals(Set.of("0.0.0.0"), RELATED.matcher(all).results().map(MatchResult::group)
            .map(related -> related.substring("raddr ".length())).collect(Collectors.toSet()));
        assertEquals(List.of(), Pattern.compile("\\S+\\.local|10\\.99\\.1\\.1|127\\.0\\.0\\.1(?!\\\\r)").matcher(all)
            .results().map(MatchResult::group).toList());
    }

    /** How many connections the page has made. */
    int connections() {
        return (Integer) page.evaluate("tap.connections.length");
    }

    /** By getStats: the types of candidates, {@code local}, {@code remote}, of the {@code pair} in use, and its way. */
    Set<Object> stats(String what) {
        return Set.copyOf((List<?>) ((Map<?, ?>) page.evaluate(TYPES)).get(what));
    }

    private List<String> sealed() {
        return ((List<?>) page.evaluate("tap.sealed")).stream().map(String.class::cast).toList();
    }
}
