"""The department page: what it knows (`facts`), in which sections (`sections`), for whom (`reader`)."""
