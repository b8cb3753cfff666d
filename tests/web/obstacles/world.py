"""Addresses of obstacles, as a browser asks for them."""

from django.urls import reverse


def address(campaign, name, *args, query=""):
    return reverse(f"obstacles:{name}", args=[campaign.slug, *args]) + (f"?{query}" if query else "")


def at(client, campaign, name, *args, query=""):
    return client.get(address(campaign, name, *args, query=query))


def post(client, campaign, page, /, *args, query="", **typed):
    return client.post(address(campaign, page, *args, query=query), typed)
