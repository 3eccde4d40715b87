package io.vectrail.edge.provider.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "168.63.129.16",
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "::",
                "fe80::1",
                "febf::1",
                "ff02::1",
                "fd00:ec2::254",
                "fd00:ec2::253",
                "fd00:ec2::123",
                "fd00:ec2::23",
                "fd00:ec2:ffff::1",
                "fd20:ce::254",
                "fd00:42::42",
                "fd00:a9fe:a9fe::1",
                "fd00:a9fe:a9fe:1::2",
                "2001:db8::5efe:169.254.169.254",
                "2001:db8::200:5efe:169.254.169.254",
                "fd00::5efe:100.100.100.200",
                "::5efe:169.254.169.254",
                "::ffff:169.254.169.254",
                "::ffff:0:169.254.169.254",
                "::169.254.169.254",
                "64:ff9b::169.254.169.254",
                "64:ff9b::a9fe:1",
                "64:ff9b:1::1",
                "2002:a9fe:a9fe::1",
                "2002:0:0::1",
                "2001:0:a9fe:a9fe::1",
                "2001:0:101:101:0:0:5601:5601"
            })
    void isRefused(String address) throws UnknownHostException {
        assertThat(AddressRule.permits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "192.0.0.191",
                "169.253.255.255",
                "170.254.169.254",
                "223.255.255.255",
                "104.18.6.192",
                "::1",
                "fd00:ec1:ffff::254",
                "fd00:ec3::254",
                "fec0::1",
                "fd00:42::43",
                "fd00:a9fe:a9ff::1",
                "2001:db8::5efe:10.0.0.1",
                "2001:db8::200:5efe:127.0.0.1",
                "2001:db8::5eff:169.254.169.254",
                "2606:4700::6812:6c0",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "::ffff:10.0.0.1"
            })
    void isPermitted(String address) throws UnknownHostException {
        assertThat(AddressRule.permits(InetAddress.getByName(address))).isTrue();
    }
}
