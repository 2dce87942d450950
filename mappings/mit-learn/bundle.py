#!/usr/bin/env python3
"""Cuts sample/ and golden/ from the systems' files: python3 bundle.py DATA/mit-learn

Fields that are mapped, no texts, no teaching staff. OpenCourseWare (CC BY-NC-SA) is left to the tests: its three
forms stand in the golden with invented courses."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import both, both_json, read, read_json, write_json

RUN = ["title", "run_tag", "courseware_id", "start_date", "end_date"]
EDX = ["key", "canonical_course_run_key", "title", "level_type", "course_runs", "owners", "subjects", "marketing_url"]
EDX_RUN = ["key", "start", "end", "pacing_type", "content_language", "marketing_url"]
NAME = ["name"]
XPRO = ["id", "readable_id", "title", "url", "time_commitment", "duration", "format", "topics", "courseruns"]
ONLINE = ["id", "readable_id", "title", "certificate_type", "time_commitment", "duration", "topics"]
SLOAN = ["Course_Id", "Title", "Topics", "URL"]
SLOAN_RUN = ["CO_Title", "Course_Id", "Start_Date", "End_Date", "Delivery", "Duration", "Time_Commitment"]
PROLEARN = ["title", "nid", "url", "certificate_name", "course_application_url", "field_course_or_program", "department",
            "field_non_degree_credits", "field_price", "ucc_name", "format_name"]
OLL = ["edX Subject 1", "edX Subject 2", "edX Subject 3", "Level", "Offered by", "Language", "readable_id", "title", "url"]
OCW = {"example-fall-2099.json": {"primary_course_number": "99.99", "term": "Fall", "year": "2099", "level": ["Undergraduate"],
                                  "course_title": "Example Course", "topics": [["Engineering", "Examples"], ["Engineering"]]},
       "test_ocw_parsed.json": {"uid": "x", "title": "Example of an Older Form", "url": "/courses/examples/99-98-example-fall-2098",
                                "short_url": "99-98-example-fall-2098"},
       "1.json": {"master_course_number": "99.97", "from_semester": "Fall", "from_year": "2097", "title": "Example of the Oldest Form",
                  "course_level": "Graduate", "language": "en-US", "publisher": "MIT OpenCourseWare",
                  "license": "http://creativecommons.org/licenses/by-nc-sa/3.0/us/",
                  "technical_location": "https://ocw.mit.edu/courses/examples/99-97-example-fall-2097", "_owner": "admin",
                  "instructors": [{"first_name": "Invented", "last_name": "Person"}]}}


def cut(record, fields, **inner):
    """The fields that have a value; lists of objects cut by their own fields."""
    return {field: [cut(part, *inner[field]) for part in record[field]] if field in inner else record[field]
            for field in fields if record.get(field) not in (None, "", [])}


def cut_xpro(course):
    return cut(course, XPRO, topics=(NAME,), courseruns=(RUN,))


def cut_edx(course):
    return cut(course, EDX, course_runs=(EDX_RUN,), owners=(NAME,), subjects=(NAME,))


def programme(record, fields, cut_course=None):
    slim = cut(record, fields, **{field: (NAME,) for field in ("topics", "authoring_organizations") if field in fields})
    if cut_course:
        slim["courses"] = [cut_course(course) for course in record["courses"]]
    return slim


def online_programme(record):
    slim = programme(record, ONLINE + ["program_type", "start_date", "end_date", "courses"])
    return slim | {"page": cut(record["page"], ["page_url", "price"])}


def online(record):
    return cut(record, ONLINE + ["courseruns"], topics=(NAME,), courseruns=(RUN,)) | {"page": cut(record["page"], ["page_url"])}


def fixture(name):
    return read_json("test_json/" + name)


def few_of(name, records, wrap=lambda records: records, few=2):
    both_json(name, wrap(records), wrap(records[:few]))


def results(records):
    return {"results": records}


def documents(records):
    return {"data": {"searchAPISearch": {"documents": records}}}


few_of("xpro_courses.json", [cut_xpro(course) for course in fixture("xpro_courses.json")])
few_of("xpro_programs.json", [programme(record, ["id", "readable_id", "title", "url", "time_commitment", "format", "start_date", "end_date", "topics"],
                                        cut_xpro) for record in fixture("xpro_programs.json")])
few_of("mitxonline_courses.json", [online(record) for record in fixture("mitxonline_courses.json")["results"]], results)
few_of("mitxonline_programs.json", [online_programme(record) for record in fixture("mitxonline_programs.json")["results"]], results, 1)
few_of("test_mitx_courses.json", [cut_edx(course) for course in fixture("test_mitx_course.json")["results"]], results)
few_of("test_oll_courses.json", [cut_edx(course) for course in fixture("test_oll_courses.json")["results"]], results)
few_of("test_mitx_programs.json", [programme(record, ["uuid", "title", "type", "marketing_url", "authoring_organizations"], cut_edx)
                                   for record in fixture("test_mitx_programs.json")])
sloan = [cut(course, SLOAN) for course in sorted(fixture("test_sloan_courses.json"), key=lambda course: course["Course_Id"])]
runs = [cut(run, SLOAN_RUN) for run in fixture("test_sloan_runs.json")]
few_of("test_sloan_courses.json", sloan, few=3)
shown = {course["Course_Id"] for course in sloan[:3]}
both_json("test_sloan_runs.json", runs, [run for run in runs if run["Course_Id"] in shown])
for name in "prolearn_csail_programs.json", "prolearn_mitpe_courses.json":
    few_of(name, [cut(document, PROLEARN) for document in fixture(name)["data"]["searchAPISearch"]["documents"]], documents)
few_of("bootcamps.json", [cut(record, ["course_id", "title", "start_date", "end_date", "topics", "url"], topics=(NAME,))
                          for record in fixture("bootcamps.json")])
for name, course in OCW.items():
    write_json("golden/" + name, course)
rows = read("learning_resources/data/oll_metadata.csv")
feed = "OCW+18.06SC+2T2019"
both("oll_metadata.csv", rows, rows[:3] + [row for row in rows if row["readable_id"] == feed or row["Language"] == "Spanish"], OLL)
