package io.nullroom.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.MultiMap;
import io.vertx.core.Completable;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.Counter;
import io.vertx.core.shareddata.Lock;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.NodeListener;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who answers where, known to each member also while the one that keeps it cannot be asked.
 *
 * <p>Each address is kept by one member of the cluster, whoever that happens to be. Where two of many cannot reach each
 * other, half of what one of them asks for the first time would else wait for the other, though those who are to answer
 * can be reached well.
 */
final class Registry implements ClusterManager {
    /** Vert.x's own: which members answer at an address. */
    static final String ADDRESSES = "__vertx.subs";

    private static final long PATIENCE_MILLIS = 300;
    private static final long REFRESH_MILLIS = 2000;

    private final HazelcastClusterManager cluster;
    private final MultiMap<String, HazelcastRegistrationInfo> addresses;
    private volatile Map<String, List<RegistrationInfo>> known = Map.of();
    private Vertx vertx;

    /** That of the cluster in which {@code member} is. */
    Registry(HazelcastInstance member) {
        cluster = new HazelcastClusterManager(member);
        addresses = member.getMultiMap(ADDRESSES);
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> answer) {
        Promise<List<RegistrationInfo>> first = Promise.promise();
        first.future().onComplete(answer);
        cluster.getRegistrations(address, (found, failure) -> {
            if (failure == null) {
                first.tryComplete(found);
            } else {
                remember(address, first);
                first.tryFail(failure);
            }
        });
        vertx.setTimer(PATIENCE_MILLIS, late -> remember(address, first));
    }

    /** Answers with what is known of the address, if anything, unless it has been answered. */
    private void remember(String address, Promise<List<RegistrationInfo>> answer) {
        Optional.ofNullable(known.get(address)).ifPresent(answer::tryComplete);
    }

    /** Whether something is known of the address that needs no question. */
    boolean remembers(String address) {
        return known.containsKey(address);
    }

    private void refresh() {
        vertx.executeBlocking(this::everything, false)
            .onSuccess(all -> known = all)
            .onComplete(asked -> vertx.setTimer(REFRESH_MILLIS, again -> refreshWhileActive()));
    }

    private void refreshWhileActive() {
        if (cluster.isActive()) {
            refresh();
        }
    }

    private Map<String, List<RegistrationInfo>> everything() {
        return addresses.entrySet().stream().collect(Collectors.groupingBy(Map.Entry::getKey,
            Collectors.mapping(entry -> entry.getValue().unwrap(), Collectors.toList())));
    }

    @Override
    public void init(Vertx vertx) {
        this.vertx = vertx;
        cluster.init(vertx);
    }

    @Override
    public void join(Completable<Void> joined) {
        cluster.join((done, failure) -> {
            if (failure == null) {
                refresh();
            }
            joined.complete(done, failure);
        });
    }

    @Override
    public void leave(Completable<Void> left) {
        cluster.leave(left);
    }

    @Override
    public boolean isActive() {
        return cluster.isActive();
    }

    @Override
    public String getNodeId() {
        return cluster.getNodeId();
    }

    @Override
    public List<String> getNodes() {
        return cluster.getNodes();
    }

    @Override
    public NodeInfo getNodeInfo() {
        return cluster.getNodeInfo();
    }

    @Override
    public void getNodeInfo(String node, Completable<NodeInfo> answer) {
        cluster.getNodeInfo(node, answer);
    }

    @Override
    public void setNodeInfo(NodeInfo info, Completable<Void> set) {
        cluster.setNodeInfo(info, set);
    }

    @Override
    public void nodeListener(NodeListener listener) {
        cluster.nodeListener(listener);
    }

    @Override
    public void registrationListener(RegistrationListener listener) {
        cluster.registrationListener(listener);
    }

    @Override
    public void addRegistration(String address, RegistrationInfo registration, Completable<Void> added) {
        cluster.addRegistration(address, registration, added);
    }

    @Override
    public void removeRegistration(String address, RegistrationInfo registration, Completable<Void> removed) {
        cluster.removeRegistration(address, registration, removed);
    }

    @Override
    public <K, V> void getAsyncMap(String name, Completable<AsyncMap<K, V>> answer) {
        cluster.getAsyncMap(name, answer);
    }

    @Override
    public <K, V> Map<K, V> getSyncMap(String name) {
        return cluster.getSyncMap(name);
    }

    @Override
    public void getLockWithTimeout(String name, long timeout, Completable<Lock> answer) {
        cluster.getLockWithTimeout(name, timeout, answer);
    }

    @Override
    public void getCounter(String name, Completable<Counter> answer) {
        cluster.getCounter(name, answer);
    }
}
