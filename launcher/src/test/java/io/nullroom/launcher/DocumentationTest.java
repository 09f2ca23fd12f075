package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nullroom.contracts.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents tell what the code does: settings, codes, paths and links. */
class DocumentationTest {
    private static final Path ROOT = Programs.repository();
    private static final Pattern CODE_ROW =
        Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\d+) \\| ([a-z ]+) \\| (\\d+) \\|");
    private static final Pattern SETTING_ROW =
        Pattern.compile("(?m)^\\| `(NULLROOM_\\w+)` \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern SETTING = Pattern.compile("NULLROOM_[A-Z_]+[A-Z]");
    private static final Pattern PROMISE = Pattern.compile("\\(`(\\w+Test|[\\w.-]+\\.test\\.js)`\\)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(#[^)]*)?\\)");
    private static final Pattern PROMISES = Pattern.compile("(?s)\n## What it promises\n(.*?)\n## ");

    static Stream<Path> documents() throws IOException {
        return Stream.concat(Files.list(ROOT), Files.list(ROOT.resolve("docs")))
            .filter(file -> file.toString().endsWith(".md"));
    }

    @Test
    void theTableOfFailuresIsTheCodes() {
        var words = Map.of(Failure.OnCable.REJECT, "reject", Failure.OnCable.RETURN, "return",
            Failure.OnCable.GO_AWAY, "go away");
        assertEquals(
            Stream.of(Failure.values()).map(failure -> List.of(failure.code(), String.valueOf(failure.status()),
                words.get(failure.onCable()), String.valueOf(failure.closeCode()))).toList(),
            CODE_ROW.matcher(read(ROOT.resolve("docs/protocol.md"))).results()
                .map(row -> List.of(row.group(1), row.group(2), row.group(3), row.group(4))).toList());
    }

    @Test
    void operationsHasEverySettingWithItsUnitAndDefault() {
        assertEquals(
            Settings.ALL.stream().map(setting -> List.of(setting.name(), setting.unit(),
                setting.fallback().isEmpty() ? "none" : setting.fallback())).collect(Collectors.toSet()),
            SETTING_ROW.matcher(read(ROOT.resolve("docs/operations.md"))).results()
                .map(row -> List.of(row.group(1), row.group(2).strip(), row.group(3).strip()))
                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySettingThatIsNamedExists(Path document) {
        var known = Settings.ALL.stream().map(setting -> setting.name()).collect(Collectors.toSet());
        var named = SETTING.matcher(read(document)).results().map(MatchResult::group)
            .filter(name -> !known.contains(name)).toList();
        assertEquals(List.of(), named, document.toString());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) {
        var text = read(document);
        LINK.matcher(text).results().forEach(link -> {
            var target = link.group(1).isEmpty() ? document : document.getParent().resolve(link.group(1));
            assertTrue(Files.exists(target), document.getFileName() + " names " + link.group(1));
            if (link.group(2) != null && target.toString().endsWith(".md")) {
                assertTrue(anchors(read(target)).contains(link.group(2)), link.group());
            }
        });
    }

    @Test
    void everyPromiseOfTheReadmeHasATestOfItsName() throws IOException {
        var section = PROMISES.matcher(read(ROOT.resolve("README.md"))).results().findFirst().orElseThrow().group(1);
        var promises = section.split("\n- ");
        assertTrue(promises.length > 8, section);
        for (var promise : Arrays.asList(promises).subList(1, promises.length)) {
            var tests = PROMISE.matcher(promise).results().map(test -> test.group(1)).toList();
            assertFalse(tests.isEmpty(), promise);
            for (var test : tests) {
                assertTrue(exists(test), test);
            }
        }
    }

    private static boolean exists(String test) throws IOException {
        try (var files = Files.walk(ROOT, 8)) {
            return files.anyMatch(file -> file.endsWith(test) || file.endsWith(test + ".java"));
        }
    }

    private static List<String> anchors(String text) {
        return text.lines().filter(line -> line.startsWith("#"))
            .map(line -> "#" + line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "").replace(' ', '-')).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
