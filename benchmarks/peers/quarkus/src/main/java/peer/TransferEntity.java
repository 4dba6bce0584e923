package peer;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;

@Entity
@Table(name = "volume_transfer")
public class TransferEntity extends PanacheEntityBase {
    @Id
    public String id;

    @Column(name = "project_id")
    public String projectId;

    @Column(name = "volume_id")
    public String volumeId;

    public String name;

    @Column(name = "created_at")
    public Instant createdAt;

    public String status;

    static List<TransferEntity> page(String project, int limit, int offset) {
        return find("projectId = ?1 and status = 'pending' order by createdAt, id", project)
                .<TransferEntity>range(offset, offset + limit - 1)
                .list();
    }
}
