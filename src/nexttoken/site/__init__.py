"""How the book is made: run the chapters once, test their cells, show what they printed."""
