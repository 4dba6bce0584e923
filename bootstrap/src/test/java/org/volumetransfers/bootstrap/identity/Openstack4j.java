package org.volumetransfers.bootstrap.identity;

import java.net.URI;
import org.openstack4j.api.OSClient.OSClientV3;
import org.openstack4j.api.types.ServiceType;
import org.openstack4j.core.transport.Config;
import org.openstack4j.model.common.Identifier;
import org.openstack4j.model.identity.URLResolverParams;
import org.openstack4j.openstack.OSFactory;
import org.openstack4j.openstack.identity.internal.DefaultEndpointURLResolver;

/** Logs openstack4j in at a Keystone whose catalog does not know the port of the tested server. */
final class Openstack4j {

    private static final Identifier DOMAIN = Identifier.byName("Default");

    private Openstack4j() {}

    /** Logs in as user-a in tenant-a, and remains logged in on this thread. */
    static OSClientV3 logIn(KnownKeystone keystone, String server) {
        return OSFactory.builderV3()
                .endpoint(keystone.url())
                .credentials("user-a", keystone.userPassword(), DOMAIN)
                .scopeToProject(Identifier.byName("tenant-a"), DOMAIN)
                .withConfig(Config.newConfig().withEndpointURLResolver(new OnServer(server)))
                .authenticate();
    }

    /** Keeps the path of the volume service in the catalog, but not its host. */
    private static final class OnServer extends DefaultEndpointURLResolver {

        private final String server;

        OnServer(String server) {
            this.server = server;
        }

        @Override
        public String findURLV3(URLResolverParams service) {
            String url = super.findURLV3(service);
            return service.type == ServiceType.BLOCK_STORAGE
                    ? server + URI.create(url).getPath()
                    : url;
        }
    }
}
