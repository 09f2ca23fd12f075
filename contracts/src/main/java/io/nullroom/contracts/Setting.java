package io.nullroom.contracts;

/**
 * One environment variable that an operator may set; each module lists its own beside the record that they fill.
 *
 * @param name the variable
 * @param unit what its value counts, or what form it has
 * @param fallback the value where it is unset; an empty text stands for "off" or "none"
 * @param meaning one sentence
 */
public record Setting(String name, String unit, String fallback, String meaning) {
}
