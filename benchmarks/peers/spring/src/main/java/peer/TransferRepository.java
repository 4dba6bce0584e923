package peer;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface TransferRepository extends Repository<TransferEntity, String> {
    @Query("""
            select t from TransferEntity t
            where t.projectId = :project and t.status = 'pending'
            order by t.createdAt, t.id
            limit :limit offset :offset
            """)
    List<TransferEntity> page(String project, int limit, int offset);
}
