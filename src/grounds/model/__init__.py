"""What a claim, a document, an actor and a place are. Imports nothing else of Grounds.

Vocabulary is data (``vocabulary/*.yaml``), types are frozen (``claim``, ``document``, ``actor``, ``place``), ``checks``
holds a claim against both, ``records`` leads to JSON and back, errors form one tree (``errors``), ids are content ids.
"""
