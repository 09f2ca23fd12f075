package io.nullroom.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nullroom.contracts.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators start from fits the program and itself: compose files, manifests, image. */
class DeploymentFilesTest {
    private static final Path ROOT = Programs.repository();
    private static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern SETTING = Pattern.compile("NULLROOM_[A-Z_]+[A-Z]");
    /** Letters and digits in disorder, long enough to be hard to guess. */
    private static final Pattern SECRET = Pattern.compile("(?=[A-Za-z+/]*[0-9])(?=[0-9+/]*[A-Za-z])[A-Za-z0-9+]{24,}");
    private static final List<String> SELECTORS =
        List.of("/spec/selector", "/spec/selector/matchLabels", "/spec/podSelector/matchLabels");
    private static final Set<String> ROLES = Arrays.stream(Role.values()).map(Role::toString)
        .collect(Collectors.toSet());

    static Stream<Path> files() throws IOException {
        try (var deploy = Files.walk(ROOT.resolve("deploy"))) {
            return Stream.concat(deploy.filter(Files::isRegularFile).toList().stream(),
                Stream.of("Dockerfile", "docker-compose.yml", ".env.example").map(ROOT::resolve));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everySettingThatIsNamedExists(Path file) throws IOException {
        var known = Settings.ALL.stream().map(Setting::name).collect(Collectors.toSet());
        var named = SETTING.matcher(Files.readString(file)).results().map(MatchResult::group)
            .filter(name -> !known.contains(name)).toList();
        assertEquals(List.of(), named);
    }

    @Test
    void theComposeFileStartsEachServiceByItselfAndAllOfThem() throws IOException {
        var services = YAML.readTree(ROOT.resolve("docker-compose.yml").toFile()).get("services");
        var started = stream(services).filter(service -> service.has("command"))
            .map(service -> service.get("command").get(0).asText()).filter(ROLES::contains).toList();
        assertEquals(ROLES.size(), started.size(), started.toString());
        assertEquals(ROLES, Set.copyOf(started));
    }

    @Test
    void onlyTheGatewayIsReachedFromOutside() throws IOException {
        var compose = YAML.readTree(ROOT.resolve("docker-compose.yml").toFile());
        compose.get("services").properties().forEach(service ->
            assertEquals(service.getKey().equals("gateway"), service.getValue().has("ports"), service.getKey()));
        assertTrue(compose.at("/networks/bus/internal").asBoolean());
        assertTrue(compose.at("/networks/store/internal").asBoolean());
    }

    @ParameterizedTest
    @CsvSource({"docker-compose.yml, gateway", "deploy/all-in-one/docker-compose.yml, nullroom"})
    void aCertificateOfTheHostsIsReadWhereTheExampleSays(String file, String service) throws IOException {
        var compose = YAML.readTree(ROOT.resolve(file).toFile());
        var gateway = compose.at("/services/" + service);
        assertTrue(stream(gateway.get("volumes")).map(JsonNode::asText)
            .anyMatch("${TLS_FOLDER:-tls}:/run/nullroom/tls:ro"::equals), gateway.get("volumes").toString());
        assertTrue(compose.get("volumes").has("tls"));
        var example = Files.readString(ROOT.resolve(".env.example"));
        for (var setting : List.of("NULLROOM_TLS_CERTIFICATE_FILE", "NULLROOM_TLS_KEY_FILE")) {
            assertEquals("${" + setting + ":-}", gateway.get("environment").get(setting).asText());
            assertTrue(example.contains("#   " + setting + "=/run/nullroom/tls/"), setting);
        }
    }

    @Test
    void redisKeepsNothing() throws IOException {
        var compose = YAML.readTree(ROOT.resolve("docker-compose.yml").toFile()).at("/services/redis/command");
        var kubernetes = documents("redis.yaml").get(0).at("/spec/template/spec/containers/0/args");
        for (var command : List.of(compose, kubernetes)) {
            var words = stream(command).map(JsonNode::asText).toList();
            assertEquals("", words.get(words.indexOf("--save") + 1));
            assertEquals("no", words.get(words.indexOf("--appendonly") + 1));
            assertEquals("noeviction", words.get(words.indexOf("--maxmemory-policy") + 1));
            assertEquals("-1", words.get(words.indexOf("--slowlog-log-slower-than") + 1));
        }
    }

    @Test
    void theManifestsAreAllListedAndStartEveryService() throws IOException {
        var kustomization = documents("kustomization.yaml").get(0);
        var listed = new TreeSet<>(Set.of("kustomization.yaml"));
        stream(kustomization.get("resources")).forEach(file -> listed.add(file.asText()));
        stream(kustomization.get("patches")).forEach(patch -> listed.add(patch.get("path").asText()));
        try (var there = Files.list(KUBERNETES)) {
            assertEquals(there.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml"))
                .collect(Collectors.toCollection(TreeSet::new)), listed);
        }
        assertEquals(ROLES, deployments().stream().map(pod -> pod.at("/spec/template/spec/containers/0/args/0"))
            .map(JsonNode::asText).filter(ROLES::contains).collect(Collectors.toSet()));
    }

    @Test
    void whatSelectsPodsFindsSome() throws IOException {
        // Put on every service's pod by the patch.
        Map<String, String> shared = Map.of("nullroom.io/cluster", "member");
        var pods = deployments().stream().map(deployment -> labels(deployment.at("/spec/template/metadata/labels")))
            .toList();
        var selectors = everything().stream()
            .flatMap(document -> SELECTORS.stream().map(document::at))
            .filter(selector -> selector.isObject() && !selector.has("matchLabels") && !selector.isEmpty())
            .map(DeploymentFilesTest::labels).toList();
        assertFalse(selectors.isEmpty());
        selectors.forEach(selector -> assertTrue(selector.equals(shared)
            || pods.stream().anyMatch(pod -> pod.entrySet().containsAll(selector.entrySet())), selector.toString()));
    }

    @Test
    void theImageIsOfThisVersion() throws IOException {
        var version = documents("kustomization.yaml").get(0).at("/images/0/newTag").asText();
        assertTrue(Files.readString(ROOT.resolve("pom.xml")).contains("<version>" + version + "</version>"));
        for (var file : List.of("docker-compose.yml", "deploy/all-in-one/docker-compose.yml")) {
            assertTrue(Files.readString(ROOT.resolve(file)).contains("image: nullroom:" + version + "\n"), file);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void thereIsNoSecretInAnyFile(Path file) throws IOException {
        var found = SECRET.matcher(Files.readString(file)).results().map(MatchResult::group).toList();
        assertEquals(List.of(), found);
    }

    private static List<JsonNode> deployments() throws IOException {
        return everything().stream().filter(document -> document.get("kind").asText().equals("Deployment")).toList();
    }

    private static List<JsonNode> everything() throws IOException {
        var all = new ArrayList<JsonNode>();
        for (var file : stream(documents("kustomization.yaml").get(0).get("resources")).toList()) {
            all.addAll(documents(file.asText()));
        }
        return all;
    }

    private static List<JsonNode> documents(String file) throws IOException {
        try (var parser = YAML.createParser(KUBERNETES.resolve(file).toFile())) {
            return YAML.readValues(parser, JsonNode.class).readAll();
        }
    }

    private static Map<String, String> labels(JsonNode labels) {
        return labels.properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, label -> label.getValue().asText()));
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
