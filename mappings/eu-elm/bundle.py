#!/usr/bin/env python3
"""Writes the LOQ file of golden/, which is invented here: python3 bundle.py DATA/elm

The published LOQ files hold random strings, so nothing of them is bundled. definitions.csv is written by hand."""
import sys

sys.path.append(sys.path[0] + "/..")
from bundling import write_text

write_text("golden/loq.xml", """<?xml version="1.0" encoding="UTF-8"?>
<Courses xmlns="http://data.europa.eu/snb/model/ap/loq-constraints/" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <learningOpportunityReferences>
    <learningOpportunity id="http://www.example.org/opportunity/1">
      <title language="en">Example course</title>
      <homepage><contentUrl>http://www.example.org/course</contentUrl></homepage>
      <mode uri="http://data.europa.eu/snb/learning-assessment/729f3bed4b"/>
      <defaultLanguage uri="http://publications.europa.eu/resource/authority/language/NLD"/>
    </learningOpportunity>
  </learningOpportunityReferences>
  <learningAchievementSpecificationReferences>
    <qualification id="http://www.example.org/qualification/1">
      <identifier><skos:notation>Q1</skos:notation><schemeName>Example list</schemeName></identifier>
      <identifier><skos:notation>Q1-nl</skos:notation></identifier>
      <title language="en">Example qualification</title>
      <title language="nl">Voorbeeldkwalificatie</title>
      <ISCEDFCode uri="http://data.europa.eu/snb/isced-f/0688"/>
      <creditPoint><framework uri="http://data.europa.eu/snb/education-credit/6fcec5c5af"/><point>60</point></creditPoint>
      <creditPoint><framework uri="http://data.europa.eu/snb/education-credit/6fcec5c5af"/><point>S91Zb</point></creditPoint>
      <volumeOfLearning>PT1500H</volumeOfLearning>
      <language uri="http://publications.europa.eu/resource/authority/language/ENG"/>
      <mode uri="http://data.europa.eu/snb/learning-assessment/e92d221e4d"/>
      <learningSetting uri="http://data.europa.eu/snb/learning-setting/6fd4685715"/>
      <isPartialQualification>false</isPartialQualification>
      <EQFLevel uri="http://data.europa.eu/snb/eqf/6"/>
      <NQFLevel uri="http://data.europa.eu/snb/qdr/c_c392e7a2"/>
    </qualification>
  </learningAchievementSpecificationReferences>
</Courses>
""")
