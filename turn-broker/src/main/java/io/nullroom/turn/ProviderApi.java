package io.nullroom.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nullroom.contracts.Environment;
import io.nullroom.contracts.ForgetfulJson;
import io.nullroom.contracts.IssueIceServers;
import io.nullroom.contracts.Setting;
import io.nullroom.contracts.SettingException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A provider's HTTPS API: a small question, a small answer in JSON, soon, or a {@link Refusal}. */
final class ProviderApi {
    /** Over both providers, since one is chosen. */
    static final Setting URL = new Setting("NULLROOM_TURN_API_URL", "https URL", "",
        "Where the API of cloudflare or twilio is reached, where not at its own address: a proxy of yours.");

    private static final ObjectMapper JSON =
        ForgetfulJson.mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    /** In bytes; an answer has about one thousand. */
    private static final int MOST_ANSWER = 65_536;
    /** A token that travels in clear text is everybody's, so http is for this machine alone. */
    private static final Pattern SAFE = Pattern.compile(
        "(?:https://[A-Za-z0-9.\\[\\]:-]+|http://(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?)"
            + "(?:/[A-Za-z0-9._~-]+)*");

    private final HttpClient client;
    private final String url;
    private final String authorization;

    ProviderApi(Vertx vertx, String url, String authorization) {
        client = vertx.createHttpClient(new HttpClientOptions()
            .setConnectTimeout((int) IssueIceServers.PROVIDER_TIMEOUT.toMillis())
            .setVerifyHost(true)
            .setDecompressionSupported(false));
        this.url = url;
        this.authorization = authorization;
    }

    /** The address that is set, or {@code usual}; without a slash at its end. */
    static String base(Environment environment, String usual) {
        return environment.optional(URL).map(ProviderApi::checked).orElse(usual);
    }

    /** Asks by POST. */
    Future<JsonNode> ask(String mediaType, Buffer body) {
        var options = new RequestOptions().setAbsoluteURI(url).setMethod(HttpMethod.POST)
            .putHeader(HttpHeaders.AUTHORIZATION, authorization)
            .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
            .putHeader(HttpHeaders.ACCEPT, "application/json");
        return client.request(options).compose(request ->
            request.send(body).compose(ProviderApi::read)
                .timeout(IssueIceServers.PROVIDER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(useless -> request.reset()));
    }

    private static Future<JsonNode> read(HttpClientResponse response) {
        return response.statusCode() / 100 == 2
            ? collect(response).compose(ProviderApi::parse)
            : Future.failedFuture(new Refusal("status " + response.statusCode()));
    }

    private static Future<Buffer> collect(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        var body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() <= MOST_ANSWER) {
                body.appendBuffer(chunk);
            } else {
                whole.tryFail(new Refusal("an answer of more than " + MOST_ANSWER + " bytes"));
            }
        });
        response.exceptionHandler(broken -> whole.tryFail(new Refusal("an answer that broke off")));
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    private static Future<JsonNode> parse(Buffer body) {
        try {
            return Future.succeededFuture(JSON.readTree(body.toString()));
        } catch (JsonProcessingException malformed) {
            return Future.failedFuture(new Refusal("an answer that is no JSON"));
        }
    }

    private static String checked(String text) {
        if (!SAFE.matcher(text).matches()) {
            throw new SettingException(URL.name() + " must be an https URL such as https://turn-api.example.org, "
                + "without a slash at its end; plain http is for localhost alone.");
        }
        return text;
    }
}
