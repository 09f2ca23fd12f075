package io.nullroom.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.nullroom.contracts.Bus;
import io.nullroom.contracts.ForgetfulJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house's walls, checked on what was compiled. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("io.nullroom");

    @ParameterizedTest
    @CsvSource({"cluster", "management", "room", "signaling", "turn", "web", "gateway"})
    void aServiceKnowsContractsAndNothingOfItsSisters(String service) {
        noClasses().that().resideInAPackage("io.nullroom." + service)
            .should().dependOnClassesThat(DescribedPredicate.describe("are of a sister",
                other -> other.getPackageName().startsWith("io.nullroom.")
                    && !other.getPackageName().equals("io.nullroom." + service)
                    && !other.getPackageName().equals("io.nullroom.contracts")))
            .check(CLASSES);
    }

    @Test
    void oneClassAloneTouchesTheEventBus() {
        noClasses().that().doNotBelongToAnyOf(Bus.class)
            .should().dependOnClassesThat().areAssignableTo(EventBus.class).check(CLASSES);
    }

    @Test
    void onlyTheRoomServiceTalksToTheStore() {
        // The audit looks at it too, from outside; nothing that serves people knows the audit.
        noClasses().that().resideOutsideOfPackages("io.nullroom.room", "io.nullroom.audit")
            .should().dependOnClassesThat().resideInAPackage("io.vertx.redis..").check(CLASSES);
    }

    @Test
    void theRulesOfACableAreFreeOfSocketsAndServers() {
        noClasses().that().resideInAPackage("io.nullroom.signaling")
            .and().haveSimpleNameNotContaining("Vertx").and().haveSimpleNameNotContaining("Socket")
            .and().haveSimpleNameNotContaining("Verticle").and().haveSimpleNameNotContaining("Bus")
            .should().dependOnClassesThat().resideInAPackage("io.vertx.core.http..").check(CLASSES);
    }

    @Test
    void randomnessIsCryptographic() {
        noClasses().should().accessClassesThat(DescribedPredicate.describe("are predictable",
            source -> source.isEquivalentTo(Random.class) || source.isEquivalentTo(ThreadLocalRandom.class)
                || source.isEquivalentTo(SplittableRandom.class))).check(CLASSES);
    }

    @Test
    void everythingIsInAPackageOfItsModule() {
        classes().should().resideInAnyPackage("io.nullroom.contracts", "io.nullroom.cluster", "io.nullroom.management",
            "io.nullroom.room", "io.nullroom.signaling", "io.nullroom.turn", "io.nullroom.web", "io.nullroom.gateway",
            "io.nullroom.audit", "io.nullroom.launcher").check(CLASSES);
    }

    @Test
    void whatReadsAndWritesJsonKeepsNothingOfIt() {
        noClasses().that().doNotBelongToAnyOf(ForgetfulJson.class)
            .should().callMethod(JsonMapper.class, "builder").orShould().callConstructor(ObjectMapper.class)
            .orShould().callConstructor(JsonMapper.class).orShould().callConstructor(JsonFactory.class)
            .orShould().callConstructor(JsonFactoryBuilder.class).check(CLASSES);
    }

    @Test
    void whatClientsWroteIsNotReadByTheJsonOfVertxWhichKeepsItsNames() {
        noClasses().that().resideInAnyPackage("io.nullroom.gateway", "io.nullroom.signaling", "io.nullroom.room")
            .should().callConstructor(JsonObject.class, String.class)
            .orShould().callConstructor(JsonObject.class, Buffer.class)
            .orShould().callConstructor(JsonArray.class, String.class)
            .orShould().callConstructor(JsonArray.class, Buffer.class)
            .orShould().callMethod(Json.class, "decodeValue", String.class)
            .orShould().callMethod(Json.class, "decodeValue", Buffer.class).check(CLASSES);
    }

    @Test
    void nothingThatServesPeopleKnowsTheAudit() {
        noClasses().that().resideOutsideOfPackage("io.nullroom.audit")
            .should().dependOnClassesThat().resideInAPackage("io.nullroom.audit").check(CLASSES);
    }

    @Test
    void onlyTheClusterKnowsWhoKeepsItTogether() {
        noClasses().that().resideOutsideOfPackage("io.nullroom.cluster")
            .should().dependOnClassesThat().resideInAnyPackage("com.hazelcast..", "io.vertx.spi.cluster..")
            .check(CLASSES);
    }
}
