package io.nullroom.contracts;

import java.util.List;

/**
 * Asks for the whole web site at once; it is some hundred kilobytes, and who has it needs the web-assets no more.
 *
 * <p>May be repeated: nothing changes by it.
 */
public record FetchSite() {

    /** Answered by the web-assets. */
    public static final Address<FetchSite, Reply> ADDRESS =
        Address.repeatable("site.fetch", FetchSite.class, Reply.class);

    /**
     * The site.
     *
     * @param assets each of its files
     */
    public record Reply(List<Asset> assets) {

        /** Keeps a copy of the list. */
        public Reply {
            assets = List.copyOf(assets);
        }
    }
}
