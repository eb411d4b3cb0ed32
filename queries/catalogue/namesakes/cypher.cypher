// Which people share a name, and why are they apart? 哪些人同名，何以区分？
// Every parameter is a string, "" where it is not given.
MATCH (n:Person)
WHERE $named = '' OR n.name = $named
WITH n.name AS shared, collect(n.id) AS ids
WHERE size(ids) > 1
UNWIND ids AS one
UNWIND ids AS two
WITH one, two
WHERE one < two
MATCH (p:Person {id: one})
MATCH (q:Person {id: two})
WHERE $person = '' OR p.id = $person OR q.id = $person
OPTIONAL MATCH (p)-[:HOLDS]->(o:Role)
OPTIONAL MATCH (q)-[:HOLDS]->(u:Role)
OPTIONAL MATCH (p)-[d:NOT_SAME_AS]-(q)
WITH p, q, collect(DISTINCT o.name) AS posts, collect(DISTINCT u.name) AS partner_posts,
     collect(DISTINCT d.reason) AS reasons, collect(DISTINCT d.by) AS decided_by
RETURN p.id AS person, p.name AS person_name, posts, q.id AS partner, q.name AS partner_name, partner_posts,
       reasons, decided_by
ORDER BY person_name, person, partner
