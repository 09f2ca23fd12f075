package io.nullroom.gateway;

import java.lang.management.ManagementFactory;
import java.util.function.Predicate;
import javax.management.JMException;
import javax.management.ObjectName;

/** The objects of this JVM that somebody still holds. */
final class LiveObjects {

    private LiveObjects() {
    }

    /** How many there are of the classes of such names. */
    static long count(Predicate<String> name) throws JMException {
        var table = (String) ManagementFactory.getPlatformMBeanServer().invoke(
            new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
            new Object[] {new String[0]}, new String[] {String[].class.getName()});
        return table.lines().map(line -> line.strip().split("\\s+"))
            .filter(row -> row.length > 3 && name.test(row[3]))
            .mapToLong(row -> Long.parseLong(row[1])).sum();
    }
}
