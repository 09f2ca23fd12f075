package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a release is made of is written down, the same at every build, and may be given away with it. */
class ReleaseContentsTest {
    /** May be given away in one jar with code under MIT, each on its own terms, their files unchanged. */
    private static final Set<String> COMPATIBLE =
        Set.of("MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EPL-1.0", "EPL-2.0", "Public domain");
    /** Carried by Hazelcast and Netty inside of their own jars, so that no build knows of them; with their licences. */
    private static final Map<String, String> CARRIED = Map.of(
        "com.hazelcast:hazelcast-tpc-engine", "Apache-2.0", "com.fasterxml.jackson.jr:jackson-jr-objects", "Apache-2.0",
        "com.fasterxml.jackson.jr:jackson-jr-annotation-support", "Apache-2.0", "com.zaxxer:HikariCP", "Apache-2.0",
        "com.github.erosb:everit-json-schema", "Apache-2.0", "io.github.classgraph:classgraph", "MIT",
        "org.jctools:jctools-core", "Apache-2.0", "org.json:json", "Public domain",
        "org.snakeyaml:snakeyaml-engine", "Apache-2.0");
    private static final Path BILL = Programs.repository().resolve("launcher/target/nullroom.cdx.json");
    private static final Pattern LIBRARY = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom.properties");

    @Test
    void theBillOfMaterialsHasEveryLibraryInTheJarButThoseThatOthersCarry() throws IOException {
        var listed = components().map(ReleaseContentsTest::name).collect(Collectors.toSet());
        var missing = new TreeSet<String>();
        try (var jar = new JarFile(Programs.jar().toFile())) {
            jar.stream().map(entry -> LIBRARY.matcher(entry.getName())).filter(library -> library.matches())
                .map(library -> library.group(1) + ":" + library.group(2))
                .filter(library -> !listed.contains(library) && !library.equals("io.nullroom:launcher"))
                .forEach(missing::add);
        }
        assertEquals(CARRIED.keySet(), missing);
        assertTrue(listed.contains("io.vertx:vertx-core"), listed.toString());
        assertTrue(listed.stream().noneMatch(library -> library.contains("junit")), "what tests need is no part of it");
    }

    @Test
    void theBillOfMaterialsTellsNothingOfWhereAndWhenItWasMade() throws IOException {
        assertEquals(Optional.empty(), Optional.ofNullable(bill().getJsonObject("metadata").getString("timestamp")));
        assertFalse(bill().encode().contains(Programs.repository().toString()));
    }

    @Test
    void everyLibraryMayBeGivenAwayWithTheRest() throws IOException {
        var others = components().filter(library -> licences(library).noneMatch(COMPATIBLE::contains))
            .map(library -> name(library) + " " + library.getValue("licenses")).toList();
        assertEquals(0, others.size(), others.toString());
        assertTrue(COMPATIBLE.containsAll(CARRIED.values()), CARRIED.toString());
    }

    @Test
    void everyModuleThatIsServedMayBeGivenAwayWithTheRest() throws IOException {
        var lock = Programs.repository().resolve("web-assets/src/main/package-lock.json");
        var modules = new JsonObject(Files.readString(lock)).getJsonObject("packages");
        var others = modules.fieldNames().stream()
            .filter(module -> !COMPATIBLE.contains(modules.getJsonObject(module).getString("license"))).toList();
        assertEquals(0, others.size(), others.toString());
        assertTrue(modules.size() > 1);
    }

    private static JsonObject bill() throws IOException {
        return new JsonObject(Files.readString(BILL));
    }

    private static Stream<JsonObject> components() throws IOException {
        return bill().getJsonArray("components").stream().map(JsonObject.class::cast);
    }

    private static String name(JsonObject library) {
        return library.getString("group") + ":" + library.getString("name");
    }

    /** Several are for us to choose from, as Maven has it. */
    private static Stream<String> licences(JsonObject library) {
        return library.getJsonArray("licenses").stream().map(JsonObject.class::cast)
            .flatMap(licence -> Stream.ofNullable(licence.getJsonObject("license")))
            .flatMap(licence -> Stream.ofNullable(licence.getString("id")));
    }
}
