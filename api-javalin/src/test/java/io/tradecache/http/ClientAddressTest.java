package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
        "2001:db8:1:2::1, 2001:0DB8:0001:0002:0:0:0:9",
        "2001:db8:1:2::1, [2001:db8:1:2::7]",
        "fe80::1%eth0, fe80::2",
        "fe80::1%eth0, [fe80::2%3]",
        "::1, 0:0:0:0:0:0:0:1"
    })
    void addressesOfOneNetworkAreCountedTogether(String one, String other) {
        assertThat(ClientAddress.counted(one)).isEqualTo(ClientAddress.counted(other));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:3::1",
        "2001:db8::1, 2001:db9::1",
        "192.0.2.1, 192.0.2.2",
        "::ffff:192.0.2.1, ::ffff:192.0.2.2"
    })
    void othersAreNot(String one, String other) {
        assertThat(ClientAddress.counted(one)).isNotEqualTo(ClientAddress.counted(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1",
                "::ffff:192.0.2.1",
                "0:0:0:0:0:ffff:c000:201",
                "localhost",
                "cafe",
                "unix:/run/socket",
                "1:2",
                ":::",
                ""
            })
    void whatIsNoAddressOfIpv6IsCountedAsItIs(String address) {
        assertThat(ClientAddress.counted(address)).isEqualTo(address);
    }
}
