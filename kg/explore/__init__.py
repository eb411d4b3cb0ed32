"""A local web page to look around in a graph file: people, bodies, meetings, places, campaigns, and the words of the notices.

It is rendered on the server, loads nothing from elsewhere, and only reads the file, unless it is told to take decisions.
"""
