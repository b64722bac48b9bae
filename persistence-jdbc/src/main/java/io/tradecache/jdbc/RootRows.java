package io.tradecache.jdbc;

import io.tradecache.jdbc.Session.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads portfolios with their holdings, or watchlists with their items, from one joined result. One statement sees one
 * moment; two would see two, and a version that does not cover what was read. The rows of a root follow each other, and
 * its id is the column {@code root_id}. Immutable.
 *
 * @param root reads a root, as yet without children
 * @param childId the column that is null in the row of a root without children
 * @param child reads a child
 * @param with gives a root its children
 */
record RootRows<R, C>(Reader<R> root, String childId, Reader<C> child, BiFunction<R, List<C>, R> with)
        implements Reader<List<R>> {

    @Override
    public List<R> read(ResultSet results) throws SQLException {
        List<R> roots = new ArrayList<>();
        List<C> children = new ArrayList<>();
        String currentId = "";
        @Nullable R current = null;
        while (results.next()) {
            String id = results.getString("root_id");
            if (!id.equals(currentId)) {
                addTo(roots, current, children);
                current = root.read(results);
                currentId = id;
                children.clear();
            }
            if (results.getString(childId) != null) {
                children.add(child.read(results));
            }
        }
        addTo(roots, current, children);
        return roots;
    }

    private void addTo(List<R> roots, @Nullable R current, List<C> children) {
        if (current != null) {
            roots.add(with.apply(current, children));
        }
    }
}
