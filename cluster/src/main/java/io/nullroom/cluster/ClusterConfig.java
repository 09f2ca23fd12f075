package io.nullroom.cluster;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import java.util.List;
import java.util.Optional;

/**
 * How this process joins others.
 *
 * @param seeds where the others are found
 * @param port where members speak of membership; 0 takes any free one
 * @param busPort where they speak of everything else; 0 takes any free one
 * @param host the address to listen at and to be known by; where empty, the one by which the seeds are reached
 * @param identity what members know each other by
 */
public record ClusterConfig(Seeds seeds, int port, int busPort, Optional<String> host, Identity identity) {
    static final Setting CLUSTER = new Setting("NULLROOM_CLUSTER", "names or IP addresses, each perhaps with a :port",
        "", "Where the other processes are: one DNS name that stands for all of them, or several, with commas between; "
            + "unset: this process stands alone.");
    static final Setting PORT = new Setting("NULLROOM_CLUSTER_PORT", "TCP port", "5701",
        "Where processes keep the list of who is there; 0 takes any free one.");
    static final Setting BUS_PORT = new Setting("NULLROOM_CLUSTER_BUS_PORT", "TCP port", "5702",
        "Where processes send each other messages; 0 takes any free one.");
    static final Setting HOST = new Setting("NULLROOM_CLUSTER_HOST", "IP address or name", "",
        "The address of this process for the others; unset: the one by which they are reached.");

    /** All that {@link #from} reads. */
    public static final List<Setting> SETTINGS = List.of(CLUSTER, PORT, BUS_PORT, HOST, SharedSecret.SECRET.text(),
        SharedSecret.SECRET.file(), Certificates.KEY, Certificates.CHAIN, Certificates.AUTHORITIES);

    /**
     * Reads the settings, and the files that they name; empty where this process stands alone.
     *
     * @throws SettingException where one of them cannot be used
     */
    public static Optional<ClusterConfig> from(Environment environment) {
        if (environment.optional(CLUSTER).isEmpty()) {
            refuseHalfACluster(environment);
            return Optional.empty();
        }
        int port = (int) environment.number(PORT, 0, 65535);
        return Optional.of(new ClusterConfig(
            Seeds.parse(environment.text(CLUSTER), port == 0 ? Integer.parseInt(PORT.fallback()) : port),
            port,
            (int) environment.number(BUS_PORT, 0, 65535),
            environment.optional(HOST),
            identity(environment)));
    }

    private static Identity identity(Environment environment) {
        var secret = SharedSecret.from(environment);
        var certificates = Certificates.from(environment);
        if (secret.isPresent() && certificates.isPresent()) {
            throw new SettingException("Set either " + SharedSecret.SECRET.names() + ", or " + Certificates.KEY.name()
                + " with its certificates, not both.");
        }
        return secret.or(() -> certificates).orElseThrow(() -> new SettingException(
            "A cluster needs a secret that strangers do not have: set " + SharedSecret.SECRET.names()
                + " to the same value everywhere, such as one by: openssl rand -hex 32."));
    }

    private static void refuseHalfACluster(Environment environment) {
        SETTINGS.stream().filter(setting -> environment.optional(setting).isPresent()).findFirst().ifPresent(set -> {
            throw new SettingException(set.name() + " is set, but " + CLUSTER.name()
                + " is not: name there where the other processes are, or unset both.");
        });
    }
}
