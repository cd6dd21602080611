"""Names: listed ones and ones built from syllables. A name has one gender, here and in every story.

Nothing here is a common word or a place. Built names end in `SHE_ENDS` or `HE_ENDS`, so that the gender of a
name never seen before can be told from its ending.
"""

_SHE = """
Ada Adela Agatha Agnes Aileen Aletta Alice Alma Alwina Amalia Amelie Amina Anica Anke Annika Antonia Ariane Astrid
Aurelie Babette Beata Beatrix Benita Berenike Bertha Bettina Birgit Blanka Brigitta Brin Britta Brunhilda Camilla
Carlotta Cecily Celestine Clara Clarissa Clothilde Constanza Cora Cordula Cosima Dagmar Danuta Daria Delphine Desideria
Dora Doretta Dorothea Edda Edith Effie Elena Elfrida Elin Elisabetta Ella Eloise Elsbeth Elske Emma Emmeline Erika
Ernestine Esmeralda Estella Esther Etta Eudora Eugenie Eulalia Euphemia Eva Evelina Fanny Felicitas Fenna Filippa Fiona
Flavia Franka Franziska Frederika Frieda Friederike Gabriela Genevieve Gerda Gertrude Gesine Gisela Gitta Gloriana
Greta Gretel Griselda Gudrun Gunilla Gwendolyn Hanna Hedda Hedwig Helga Henrietta Hermine Hilda Hildegard Hulda Ida
Ilse Imelda Imogen Ina Inga Ingeborg Ingrid Irma Isabella Isolde Jadwiga Jana Janina Johanna Josephine Judith Jutta
Karin Katharina Kerstin Kira Kirsten Klothilde Kunigunde Lea Leandra Leonie Leonora Letizia Liesel Linnea Lisbeth
Livia Lotte Louisa Lucilla Ludmilla Luisa Lydia Mafalda Magda Magdalena Malwine Manuela Mara Mareike Margarethe Mariam
Marlene Martha Mathilda Maud Mechthild Melisande Melitta Meta Mia Millicent Mina Minna Mirabella Mirjam Moira Nadja
Nele Nella Nora Oda Odette Odilia Ophelia Ottilie Paula Perdita Petronella Philippa Philomena Pia Priska Ragna Regina
Renata Rhea Ricarda Rikke Roberta Romy Ronja Rosalind Rosamund Rosina Rowena Runa Ruth Sabine Salome Selma Seraphina
Sibylla Sidonie Signe Sigrid Solveig Sophie Stella Stine Svea Svenja Tabitha Tamsin Tekla Thea Theodora Theresa Thora
Tilda Tilly Tove Trude Ulla Ulrike Una Undine Ursula Valeska Vera Verena Veronika Vilma Viveka Walburga Wanda
Wilhelmina Wilma Winifred Xenia Ylva Yolanda Yrsa Yvette Zdenka Zelda Zenobia Zita Zofia
"""
SHE = tuple(_SHE.split())

_HE = """
Abelard Adalbert Adrian Alaric Albert Albin Albrecht Alfons Aloys Alwin Ambrose Anders Andrej Anselm Anton Archibald
Aribert Armin Arno Arnulf Arthur Arvid Augustin Balduin Balthasar Barnabas Bartholomew Basil Bastian Benedikt Benno
Berengar Bernhard Berthold Boris Borko Botho Bruno Burkhard Caspar Cedric Christoph Claudius Clemens Conrad Cornelius
Crispin Cuthbert Cyril Cyrus Damian Dario David Detlef Diederik Dietmar Dirk Dominik Dragomir Eberhard Edgar Edmund
Eduard Egbert Egon Einar Ekkehard Elias Emil Emmerich Engelbert Enno Erasmus Erik Ernst Erwin Eskil Ethelred Eugen
Ewald Fabian Falko Felix Ferdinand Fergus Fiete Florian Folkert Franz Frederik Friedhelm Fritz Gabor Gaspard Gebhard
Gerald Gereon Gerhard Gideon Gilbert Godfrey Gottfried Gottlieb Gregor Guido Gunnar Gunther Gustav Hagen Hakon Hannes
Hans Harald Hartmut Hartwig Hector Heiko Heinrich Helge Helmut Henning Henrik Herbert Heribert Hermann Hieronymus
Hinrik Horatio Hubert Hugo Humphrey Ignaz Igor Ingmar Ingolf Isidor Ivo Jakob Jannis Jaromir Jasper Jens Jeremias
Joachim Johannes Jonas Jorg Jost Julius Justus Kai Karl Kasimir Kaspian Kilian Klaus Knut Konstantin Korbinian Kuno
Kurt Lambert Laurenz Leander Leif Leonhard Leopold Levin Linus Lorenz Lothar Ludger Ludolf Ludwig Lukas Magnus Malte
Manfred Marek Marius Maro Marten Mathis Maximilian Meinhard Melchior Merlin Milan Milosz Moritz Morten Mungo Nathaniel
Nepomuk Niels Niklas Norbert Odo Olaf Oleg Ortwin Osbert Osric Oswald Otmar Otto Ottokar Paul Pelle Percival Philipp
Pieter Quentin Quirin Radko Ragnar Raimund Ralf Rasmus Reginald Reinhold Rik Robert Roderick Roland Roman Rudolf Rufus
Rupert Ruprecht Sander Sebald Sebastian Severin Siegfried Siegmund Sigurd Silas Simon Sixtus Stanislaw Stefan Sven
Tancred Tarek Theobald Theodor Thibault Thilo Thorsten Tibor Tilo Timotheus Titus Tobias Tomasz Torben Tycho Ulf
Ulrich Urban Valentin Veit Viggo Viktor Vincent Volker Waldemar Walther Wenzel Werner Wieland Wilfred Wilhelm Willem
Winfried Wladimir Wolfgang Wolfram Xaver Yannick Yorick Ysbrand Zacharias Zbigniew Zoltan
"""
HE = tuple(_HE.split())

_STARTS = """
Ab Al Am Ar Bal Bel Bor Bran Cal Cor Dal Del Dor El Er Es Fal Fen Fio Gal Gar Gor Hal Har Hel Il Iv Jal Jor Kal
Kel Kor Lan Lor Lu Mal Mer Mir Nar Nev Nim Ol Or Os Pel Per Quen Ral Ren Ros Sal Sel Sor Tal Tir Tor Ul Vel Ver Vol
Wen Xan Yar Yev Zan Zel Zor"""
STARTS = tuple(_STARTS.split())
_MIDDLES = "a ama ani ari avi e eli ene eri evi i ibi idi ili imi iri o odo oli omi ori u uli umi uri vela zari"
MIDDLES = tuple(_MIDDLES.split())
_SHE_ENDS = "na ra la nia ria lia nelle relle wyn nette dora thea"
SHE_ENDS = tuple(_SHE_ENDS.split())
_HE_ENDS = "mor dor rus mus lick rick bert gar than vaq zin kon"
HE_ENDS = tuple(_HE_ENDS.split())
