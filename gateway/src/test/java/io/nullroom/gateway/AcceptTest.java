package io.nullroom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients would rather have. */
class AcceptTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/html                                   | html",
        "TEXT/HTML                                   | html",
        "application/json                            | json",
        "text/html, application/json                 | neither",
        "text/html;q=0.9, application/json           | json",
        "application/json;q=0.1, text/html;q=0.01    | json",
        "application/json, */*                       | json",
        "text/*, */*;q=0.5                           | html",
        "*/*                                         | neither",
        "text/html;q=0, */*                          | json",
        "image/png                                   | neither",
        "text/html;level=1;q=0.4, application/*;q=0.3| html",
        ";;;,,q=1,/                                  | neither"
    })
    void whatIsNamedAndWantedMostIsPreferred(String header, String preferred) {
        var accept = Accept.of(List.of(header));
        assertEquals(preferred.equals("html"), accept.prefers("text/html", "application/json"));
        assertEquals(preferred.equals("json"), accept.prefers("application/json", "text/html"));
    }

    @Test
    void whoSaysNothingTakesEverything() {
        assertTrue(Accept.of(List.of()).takes("gzip"));
        assertFalse(Accept.of(List.of("br")).takes("gzip"));
        assertTrue(Accept.of(List.of("br", "gzip")).takes("gzip"));
    }
}
