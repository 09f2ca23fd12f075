package io.nullroom.gateway;

import io.nullroom.contracts.Environment;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose pages may open a socket: our own, and those that the operator names.
 *
 * @param own where browsers find us; empty where that is whatever host they asked for
 * @param others more origins
 * @param all whether any page may
 */
record CableOrigins(Optional<Origin> own, List<Origin> others, boolean all) {
    static final Setting SETTING = new Setting("NULLROOM_CABLE_ORIGINS", "origins, or *", "",
        "Pages that may open a socket here besides our own, such as https://a.example,https://b.example; * for all.");

    static CableOrigins from(Environment environment, Optional<Origin> own) {
        var text = environment.text(SETTING);
        if (text.equals("*")) {
            return new CableOrigins(own, List.of(), true);
        }
        var others = Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty())
            .map(part -> Origin.parse(part).orElseThrow(() -> new SettingException(SETTING.name()
                + " must be origins such as https://nullroom.example, with commas between them, or * alone.")))
            .toList();
        return new CableOrigins(own, others, false);
    }

    /** Whether the page that asks may; whoever names no page is no browser, and may. */
    boolean allow(HttpServerRequest request) {
        var named = request.headers().getAll(HttpHeaders.ORIGIN);
        return all || named.isEmpty() || named.size() == 1 && Origin.parse(named.get(0))
            .filter(page -> others.stream().anyMatch(page::isSameAs) || isOwn(page, request)).isPresent();
    }

    /** Where our origin is not set, a proxy may speak TLS before us: then the host alone is compared. */
    private boolean isOwn(Origin page, HttpServerRequest request) {
        return own.map(page::isSameAs).orElseGet(() -> page.hasHost(request.getHeader(HttpHeaders.HOST)));
    }
}
