# The image of every service: one jar, on a Java runtime, as nobody in particular.
#
#   docker build --target packed .    takes the jar that `mvn package` made; needs no network but for the runtime's image
#   docker build .                    makes the jar inside, too

FROM eclipse-temurin:25-jre AS packed
# Volumes for secrets take their owner from here.
RUN install -d -o 10001 -g 10001 -m 0750 /run/nullroom/cluster && install -d -o 10001 -g 10001 -m 0755 /run/nullroom/turn
COPY launcher/target/nullroom.jar /opt/nullroom/nullroom.jar
USER 10001:10001
# One arena for native memory: more of them cost 20 MB and speed up nothing that this program does.
ENV NULLROOM_MANAGEMENT_PORT=9090 MALLOC_ARENA_MAX=1
EXPOSE 8080
# Nothing is written to disk: no crash report, no performance file. More flags can come by JDK_JAVA_OPTIONS.
# What compiling took is given back to the system, every ten seconds where there is any: 50 MB of an idle stack.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=40", "-Xss512k", "-XX:+UseCompactObjectHeaders", \
    "-XX:TrimNativeHeapInterval=10000", \
    "-XX:ErrorFile=/dev/null", "-XX:-UsePerfData", "-XX:+DisableAttachMechanism", "-XX:+ExitOnOutOfMemoryError", \
    "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/nullroom/nullroom.jar"]
HEALTHCHECK --interval=5s --timeout=2s --start-period=60s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/$NULLROOM_MANAGEMENT_PORT && printf 'GET /ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]

FROM maven:3.9-eclipse-temurin-25 AS build
RUN apt-get -qq update && apt-get -qq -y --no-install-recommends install nodejs npm
WORKDIR /nullroom
COPY . .
RUN mvn --batch-mode --no-transfer-progress --quiet -DskipTests package

FROM packed AS from-source
COPY --from=build /nullroom/launcher/target/nullroom.jar /opt/nullroom/nullroom.jar
