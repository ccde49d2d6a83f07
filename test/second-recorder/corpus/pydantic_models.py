"""Validated models: nested, with validators, from JSON and back."""

import json
from datetime import datetime
from pathlib import Path
from typing import Optional

from pydantic import BaseModel, ValidationError, field_validator


class Item(BaseModel):
    sku: str
    n: int
    price: float

    @property
    def total(self):
        return self.n * self.price


class Customer(BaseModel):
    name: str
    city: Optional[str] = None


class Order(BaseModel):
    id: int
    customer: Customer
    items: list[Item]
    at: datetime

    @field_validator("items")
    @classmethod
    def sort_items(cls, items):
        return sorted(items, key=lambda item: item.sku)


raw = json.loads((Path(__file__).parent / "data" / "orders.json").read_text())
orders = [Order(**entry) for entry in raw]
totals = {order.id: sum(item.total for item in order.items) for order in orders}
first = orders[0]
first.customer.city = "Paris"
changed = first.model_copy(update={"id": 99})
dumped = changed.model_dump(mode="json")
failed = []
for entry in ({"id": "x"}, {**raw[0], "at": "never"}):
    try:
        Order(**entry)
    except ValidationError as error:
        failed.append(error.error_count())
skus = [item.sku for item in orders[4].items]
print(totals, dumped["customer"], failed, skus, first.at.isoformat())
