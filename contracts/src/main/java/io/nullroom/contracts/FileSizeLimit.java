package io.nullroom.contracts;

import java.util.Locale;

/**
 * The largest file that two participants may exchange; the gateway tells it, the signaling-service keeps it.
 *
 * @param bytes inclusive
 */
public record FileSizeLimit(long bytes) {

    /** Where it is set. */
    public static final Setting SETTING = new Setting("NULLROOM_FILE_TRANSFER_SIZE_LIMIT_BYTES", "bytes", "16777216",
        "The largest file that two participants may exchange.");

    private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB"};

    /** Reads the setting. */
    public static FileSizeLimit from(Environment environment) {
        return new FileSizeLimit(environment.number(SETTING, 0, 1L << 50));
    }

    /** Whether a file of that size, in bytes, may be sent. */
    public boolean allows(long size) {
        return size >= 0 && size <= bytes;
    }

    /** The limit for people, in steps of 1024 and with at most one decimal, as {@code 16 MB}. */
    public String text() {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 1024) {
            amount /= 1024;
            unit++;
        }
        // Rounded down: a limit must not promise more than it allows.
        double shown = Math.floor(amount * 10) / 10;
        var number = shown == Math.rint(shown)
            ? String.valueOf((long) shown) : String.format(Locale.ROOT, "%.1f", shown);
        return number + " " + UNITS[unit];
    }
}
