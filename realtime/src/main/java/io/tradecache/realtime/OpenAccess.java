package io.tradecache.realtime;

import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.UserId;

/** Access where nobody has to prove who they are. */
enum OpenAccess implements StreamAccess {
    /** Everybody is let in. */
    EVERYBODY;

    private static final String USER = "user";

    @Override
    public Visitor admit(Context ctx) {
        String named = ctx.queryParam(USER);
        if (named == null) {
            return new Visitor(null, false);
        }
        try {
            return new Visitor(new UserId(named), false);
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException(USER, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
