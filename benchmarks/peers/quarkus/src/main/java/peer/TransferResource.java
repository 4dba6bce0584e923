package peer;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/v2/{project}/os-volume-transfer")
public class TransferResource {
    @ConfigProperty(name = "peer.token")
    String token;

    @ConfigProperty(name = "peer.base")
    String base;

    public record Link(String href, String rel) {}

    public record Transfer(String id, String name, @JsonProperty("volume_id") String volumeId, List<Link> links) {}

    public record TransferList(List<Transfer> transfers) {}

    @GET
    public TransferList list(
            @RestPath String project,
            @RestQuery @DefaultValue("1000") int limit,
            @RestQuery @DefaultValue("0") int offset,
            @HeaderParam("X-Auth-Token") String givenToken) {
        if (!token.equals(givenToken)) {
            throw new NotAuthorizedException("Keystone");
        }
        return new TransferList(TransferEntity.page(project, limit, offset).stream()
                .map(row -> new Transfer(row.id, row.name, row.volumeId, links(project, row.id)))
                .toList());
    }

    private List<Link> links(String project, String id) {
        String path = "/" + project + "/os-volume-transfer/" + id;
        return List.of(new Link(base + "/v2" + path, "self"), new Link(base + path, "bookmark"));
    }
}
