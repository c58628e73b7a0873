"""What a claim, a document, an actor and a decision are. Imports nothing else of Grounds.

Vocabulary is data (``vocabulary/*.yaml``), types are frozen, errors form one tree (``errors``), ids are content ids.
"""
