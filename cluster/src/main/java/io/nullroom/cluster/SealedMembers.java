package io.nullroom.cluster;

import com.hazelcast.instance.EndpointQualifier;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.DefaultNodeExtension;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.instance.impl.NodeExtension;
import com.hazelcast.internal.cluster.Joiner;
import com.hazelcast.internal.networking.Channel;
import com.hazelcast.internal.networking.ChannelInitializer;
import com.hazelcast.internal.server.ServerContext;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * How members meet: where the seeds say, and with TLS and certificates on both sides under all that they say.
 *
 * <p>TLS: Hazelcast keeps that for its paid edition, but its pipelines are made for it: here each has one step more.
 */
final class SealedMembers extends DefaultNodeContext {
    private final SSLContext context;
    private final Seeds seeds;

    SealedMembers(ClusterConfig cluster) {
        context = cluster.identity().context();
        seeds = cluster.seeds();
    }

    @Override
    public Joiner createJoiner(Node node) {
        return new SeedJoiner(node, seeds);
    }

    @Override
    public NodeExtension createNodeExtension(Node node) {
        return new DefaultNodeExtension(node) {
            @Override
            public Function<EndpointQualifier, ChannelInitializer> createChannelInitializerFn(ServerContext server) {
                return super.createChannelInitializerFn(server)
                    .andThen(plain -> channel -> seal(channel, plain));
            }
        };
    }

    private void seal(Channel channel, ChannelInitializer plain) throws Exception {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(channel.isClientMode());
        if (!channel.isClientMode()) {
            engine.setNeedClientAuth(true);
        }
        engine.setEnabledProtocols(new String[] {Identity.PROTOCOL});
        engine.beginHandshake();
        // Nearest to the wire: the first to read, the last to write.
        channel.inboundPipeline().addLast(new Unsealing(engine));
        plain.initChannel(channel);
        channel.outboundPipeline().addLast(new Sealing(engine));
    }
}
