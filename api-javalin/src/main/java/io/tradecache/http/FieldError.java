package io.tradecache.http;

/** What is wrong at one place of a request: a JSON pointer into the body, and a sentence. */
record FieldError(String pointer, String detail) {

    /** An error of a field at the top of the body. */
    static FieldError of(String field, String detail) {
        return new FieldError("/" + field.replace("~", "~0").replace("/", "~1"), detail);
    }
}
