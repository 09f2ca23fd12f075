package io.nullroom.contracts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.jackson.DatabindCodec;

/**
 * JSON that is forgotten when it is read or written.
 *
 * <p>Jackson otherwise keeps its buffers for the next text, with the last one in them, and every name of a member that
 * any client ever made up.
 */
public final class ForgetfulJson {

    private ForgetfulJson() {
    }

    /** What makes readers and writers that keep nothing. */
    public static JsonFactoryBuilder factory() {
        return new JsonFactoryBuilder()
            .recyclerPool(new FreshBuffers())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
    }

    /** What makes mappers that keep nothing of what they map. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(factory().build());
    }

    /** The same for texts in which no client names a member: the names are kept, to be known again. */
    static JsonMapper.Builder mapperOfOurNames() {
        return JsonMapper.builder(factory().enable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build());
    }

    /**
     * Has the JSON of Vert.x keep no buffers either; to be called before any is written. Names it does keep, so it is
     * not to read what clients wrote.
     */
    public static void everywhere() {
        DatabindCodec.mapper().getFactory().setRecyclerPool(new FreshBuffers());
    }
}
