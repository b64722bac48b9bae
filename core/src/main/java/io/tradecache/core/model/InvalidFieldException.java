package io.tradecache.core.model;

/** Thrown when a value breaks the rule of its field. The message is fit for the person who sent the value. */
public final class InvalidFieldException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** The field's name as it is spelt on the wire, for example {@code stock_symbol}. */
    private final String field;

    /**
     * Names the field and what was expected of it.
     *
     * @param field the field's name as it is spelt on the wire
     * @param expected what the field accepts, as the predicate of a sentence, for example "must be positive"
     */
    public InvalidFieldException(String field, String expected) {
        super(field + " " + expected);
        this.field = field;
    }

    /**
     * The field's name as it is spelt on the wire.
     *
     * @return for example {@code stock_symbol}
     */
    public String field() {
        return field;
    }
}
