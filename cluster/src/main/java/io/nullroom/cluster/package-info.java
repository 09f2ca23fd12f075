/**
 * One event bus over many processes: how they find each other, who may join, and what is encrypted between them.
 *
 * <p>Membership is Hazelcast's; what the services say to each other goes straight from process to process. Loaded only
 * where a cluster is asked for.
 */
package io.nullroom.cluster;
