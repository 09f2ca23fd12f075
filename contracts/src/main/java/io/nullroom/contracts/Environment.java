package io.nullroom.contracts;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of the process, read by {@link Setting}.
 *
 * <p>An empty value counts as unset, as compose files produce it. Everything fails with {@link SettingException}.
 *
 * @param variables name to value
 */
public record Environment(Map<String, String> variables) {

    /** Keeps a copy. */
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The value as it is, or the fallback. */
    public String text(Setting setting) {
        return optional(setting).orElse(setting.fallback());
    }

    /** The value, where it is set. */
    public Optional<String> optional(Setting setting) {
        return Optional.ofNullable(variables.get(setting.name())).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A whole number within bounds, both inclusive. */
    public long number(Setting setting, long least, long most) {
        var text = text(setting);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw refusal(setting, least, most);
        }
        throw refusal(setting, least, most);
    }

    /** A whole number of seconds within bounds, both inclusive. */
    public Duration seconds(Setting setting, long least, long most) {
        return Duration.ofSeconds(number(setting, least, most));
    }

    /** One of two words; the first means true. */
    public boolean flag(Setting setting, String yes, String no) {
        var text = text(setting);
        if (text.equals(yes)) {
            return true;
        }
        if (text.equals(no)) {
            return false;
        }
        throw new SettingException(setting.name() + " must be " + yes + " or " + no + ".");
    }

    /** Never shows a value, since some are secrets. */
    @Override
    public String toString() {
        return "Environment[" + variables.size() + " variables]";
    }

    private static SettingException refusal(Setting setting, long least, long most) {
        return new SettingException(
            setting.name() + " must be a whole number from " + least + " to " + most + " (" + setting.unit() + ").");
    }
}
