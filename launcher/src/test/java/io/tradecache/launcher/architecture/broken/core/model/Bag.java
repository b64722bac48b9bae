package io.tradecache.launcher.architecture.broken.core.model;

import io.tradecache.launcher.architecture.broken.core.service.BagService;

/** R4: a class with a setter where a record belongs; R1: the model calls a service. */
public final class Bag {

    private BagService filler = new BagService();

    public void setFiller(BagService filler) {
        this.filler = filler;
    }

    public BagService getFiller() {
        return filler;
    }
}
